// The frame with the verdict, to be put into one's own site: how it looks, and its code.
import { certificateHolderMessages } from '~/i18n/certificate-holder';
import { useMessages } from '~/i18n/use-messages';
import type { MyCertificate } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { CopyButton } from '~/ui/kit/copy-button';

/** Pixels: fits two lines of title and two of name on a phone. */
const HEIGHT = 172;

export function EmbedCode({ certificate, origin }: { certificate: MyCertificate; origin: string }) {
  const t = useMessages(certificateHolderMessages);
  const { publicId, title, visibility } = certificate;
  const name = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const code = `<iframe src="${origin}${paths.embed(publicId)}" title="${name}" width="360" height="${HEIGHT}" style="border:0;max-width:100%" loading="lazy"></iframe>`;
  return (
    <section aria-labelledby="embed">
      <h2 id="embed" className="mb-1 text-xl">
        {t('embed')}
      </h2>
      {visibility === 'private' ? (
        <p className="text-muted">{t('embedPrivate')}</p>
      ) : (
        <>
          <p className="mb-4 text-muted">{t('embedHint')}</p>
          <iframe
            src={paths.embed(publicId)}
            title={t('embedPreview')}
            className="w-full max-w-[22.5rem]"
            height={HEIGHT}
            loading="lazy"
          />
          <textarea
            readOnly
            rows={3}
            className="input mt-3 mb-3 font-mono text-sm"
            aria-label={t('embedCode')}
            value={code}
          />
          <CopyButton text={code} label={t('embedCopy')} />
        </>
      )}
    </section>
  );
}
