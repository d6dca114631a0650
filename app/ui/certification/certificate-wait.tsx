// After a passed exam: waits for the certificate to be signed, honestly, and leads to it.
import { useEffect, useState } from 'react';
import { resultMessages } from '~/i18n/exam';
import { useMessages } from '~/i18n/use-messages';
import type { ExamResult } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { LinkButton } from '~/ui/kit/button';
import { Icon } from '~/ui/kit/icon';

type State = NonNullable<ExamResult['certificate']>;

/** Milliseconds between looks, and looks after which it is said to take long. */
const LOOK_MS = 1_000;
const LONG_LOOKS = 20;

/** `address` answers with the state of this attempt's certificate. */
export function CertificateWait({ first, address }: { first: State; address: string }) {
  const t = useMessages(resultMessages);
  const [state, setState] = useState(first);
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    if (state.state === 'issued' || looks > 120) return;
    const timer = setTimeout(
      () => {
        void fetch(address, { headers: { Accept: 'application/json' } })
          .then((response) => (response.ok ? (response.json() as Promise<State>) : first))
          .then(setState, () => {})
          .finally(() => setLooks((count) => count + 1));
      },
      looks > LONG_LOOKS ? LOOK_MS * 5 : LOOK_MS,
    );
    return () => clearTimeout(timer);
  }, [state, looks, address, first]);
  const issued = state.state === 'issued';
  return (
    <section className="card card-raised grid gap-3" aria-live="polite">
      <h2 className="flex items-center gap-2">
        <Icon name={issued ? 'certificate' : 'hourglass'} className={issued ? 'text-good' : 'text-info'} />
        {t(issued ? 'certificate.issuedTitle' : 'certificate.pendingTitle')}
      </h2>
      {issued ? (
        <>
          <p>{t('certificate.issued')}</p>
          <div className="flex flex-wrap gap-3">
            <LinkButton to={paths.verify(state.publicId)} icon="eye">
              {t('certificate.see')}
            </LinkButton>
            <LinkButton to={paths.certificates()} variant="secondary">
              {t('certificate.mine')}
            </LinkButton>
          </div>
        </>
      ) : (
        <>
          <p>{t(looks > LONG_LOOKS ? 'certificate.slow' : 'certificate.pending')}</p>
          <p className="nojs-only">
            <a className="link" href="?">
              {t('certificate.reload')}
            </a>
          </p>
        </>
      )}
    </section>
  );
}
