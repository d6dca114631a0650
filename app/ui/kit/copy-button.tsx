// Copies a text and says so. Without JavaScript the text beside it can be selected.
import { useEffect, useState } from 'react';
import { commonMessages } from '~/i18n/common';
import { useMessages } from '~/i18n/use-messages';
import { Button, type ButtonSize, type ButtonVariant } from './button';

export function CopyButton({
  text,
  label,
  variant = 'secondary',
  size = 'sm',
}: {
  text: string;
  label?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
}) {
  const [copied, setCopied] = useState(false);
  const t = useMessages(commonMessages);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 3_000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <Button
        variant={variant}
        size={size}
        icon={copied ? 'check' : 'copy'}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {copied ? t('action.copied') : (label ?? t('action.copy'))}
      </Button>
      <span className="sr-only" role="status">
        {copied ? t('action.copied') : ''}
      </span>
    </>
  );
}
