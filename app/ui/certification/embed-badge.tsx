// The verdict in a frame on somebody else's site: what, whose, in which state now, and one link to the whole page. No script.
import { formatDate } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { translator } from '~/i18n/messages';
import { verifyMessages } from '~/i18n/verify';
import type { PublicCertificate } from '~/modules/certification/certification';
import { Mark } from '~/ui/shell/logo';

/** The frame's own sheet: it shares nothing with the site around it, and follows the device's light or dark. */
export const EMBED_STYLE = `
:root{color-scheme:light dark}
body{margin:0;font:15px/1.4 system-ui,sans-serif;background:transparent;color:light-dark(#221d33,#f2eefc)}
a{display:grid;grid-template-columns:auto 1fr;gap:4px 14px;align-items:center;padding:14px 16px;border:1px solid light-dark(#d9d2c5,#3d3754);border-radius:12px;background:light-dark(#fff,#1b1828);color:inherit;text-decoration:none}
a:focus-visible{outline:3px solid light-dark(#5b3fd6,#b9a6ff);outline-offset:2px}
.mark{grid-row:1/4;align-self:start;fill:none}
.mark circle{fill:light-dark(#3f35b8,#a9a2ff)}
.mark path{stroke:light-dark(#fff,#1b1828);stroke-width:5;stroke-linecap:round;stroke-linejoin:round}
.mark path+circle{fill:light-dark(#f0892b,#ff9d4d)}
b{font-size:16px;overflow-wrap:anywhere}
span{overflow-wrap:anywhere}
.state{font-weight:650}
.good{color:light-dark(#17663d,#6fd79d)}.warn{color:light-dark(#865300,#f2c069)}.bad{color:light-dark(#a32121,#ff9c94)}.info{color:light-dark(#4c4763,#c3bcd9)}
u{text-underline-offset:2px}
`;

const TONES = {
  valid: 'good',
  expired: 'warn',
  suspended: 'warn',
  replaced: 'warn',
  revoked: 'bad',
  invalid: 'bad',
  erased: 'info',
  pending: 'info',
  unknown: 'info',
} as const satisfies Record<PublicCertificate['state'], string>;

type Props = {
  certificate: PublicCertificate;
  locale: Locale;
  /** Of the whole page, with its origin. */ address: string;
};

export function EmbedBadge({ certificate, locale, address }: Props) {
  const t = translator(verifyMessages, locale);
  const { facts, state } = certificate;
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{facts ? `${facts.title} · ${facts.holderName}` : t(`verdict.${state}`)}</title>
        <style dangerouslySetInnerHTML={{ __html: EMBED_STYLE }} />
      </head>
      <body>
        <a href={address} target="_blank" rel="noopener">
          <Mark size={44} />
          {facts && <b>{facts.title}</b>}
          {facts && <span>{facts.holderName}</span>}
          <span>
            <span className={`state ${TONES[state]}`}>{t(`verdict.${state}`)}</span>
            {facts &&
              state === 'valid' &&
              ` · ${t('validUntil').toLowerCase()} ${formatDate(facts.validUntil, locale)}`}
            {' · '}
            <u>{t('embedOpen')}</u>
          </span>
        </a>
      </body>
    </html>
  );
}
