// A mail's two bodies: the HTML in a frame that can run nothing, the text with its addresses as links.
import { useRef } from 'react';
import { authMessages } from '~/i18n/auth';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/kit/card';

/** Links of the mail open in this window, not inside the frame. */
function framed(html: string): string {
  return html.replace('<head>', '<head><base target="_top">');
}

export function MailBody({ subject, html, text }: { subject: string; html: string; text: string }) {
  const t = useMessages(authMessages);
  const frame = useRef<HTMLIFrameElement>(null);
  const grow = () => {
    const page = frame.current?.contentDocument?.documentElement;
    if (!frame.current || !page) return;
    // Flat first: a document is never less tall than its frame.
    frame.current.style.height = '0';
    frame.current.style.height = `${page.scrollHeight + 2}px`;
  };
  return (
    <div className="grid grid-cols-1 gap-6">
      <section>
        <h2 className="mb-2 text-base">{t('outbox.html')}</h2>
        <iframe
          ref={frame}
          title={t('outbox.frame', { subject })}
          srcDoc={framed(html)}
          sandbox="allow-same-origin allow-top-navigation-by-user-activation"
          onLoad={grow}
          className="h-160 w-full rounded-lg border border-line bg-white"
        />
      </section>
      <section>
        <h2 className="mb-2 text-base">{t('outbox.text')}</h2>
        <Card>
          <div className="font-mono text-sm break-words whitespace-pre-wrap">
            {text.split(/(https?:\/\/\S+)/).map((part, index) =>
              index % 2 === 1 ? (
                <a key={index} className="link break-all" href={part}>
                  {part}
                </a>
              ) : (
                part
              ),
            )}
          </div>
        </Card>
      </section>
    </div>
  );
}
