// A PDF that is not there (in the language that was not signed, or sealed with a key withdrawn since): drawn by the worker when somebody asks, then kept.
import { isLocale, type Locale } from '~/i18n/locale';
import { type Clock, systemClock } from '~/platform/clock';
import { AppError } from '~/platform/errors';
import { drawPdf } from './forms.server';
import * as lifeStore from './life-store.server';
import * as publicStore from './public-store.server';
import * as store from './store.server';

/** Milliseconds for which a visitor waits for the drawing, and between looks; it takes a fraction of a second. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 150;

/**
 * Has the worker draw a certificate's PDF in a language, and waits for it. Null when there is no such certificate. Throws
 * `unavailable` when it takes longer than five seconds: the next request finds it.
 */
export async function awaitTranslation(
  publicId: string,
  locale: Locale,
): Promise<Awaited<ReturnType<typeof publicStore.findFile>>> {
  const kind = `pdf-${locale}` as const;
  if (!(await lifeStore.wantTranslation(publicId, locale))) return null;
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const file = await publicStore.findFile(publicId, kind);
    if (file) return file;
  }
  throw new AppError('unavailable', { reason: 'drawing', retryAfterSeconds: 5 });
}

/** Draws what was asked for. Nothing happens when it is there, or the certificate is not signed or was erased. */
export async function drawTranslation(
  certificateId: string,
  locale: unknown,
  deps: { clock?: Clock } = {},
): Promise<void> {
  const certificate = await store.findById(certificateId);
  if (!certificate || !isLocale(locale)) return;
  const [jwt, json, drawn] = await Promise.all(
    (['jwt', 'json', `pdf-${locale}`] as const).map((kind) => publicStore.findFile(certificate.publicId, kind)),
  );
  if (!jwt || !json || drawn) return;
  const pdf = await drawPdf(certificate.award, locale, { jwt, json }, (deps.clock ?? systemClock)());
  await lifeStore.addTranslation(certificateId, pdf, jwt.sha256);
}
