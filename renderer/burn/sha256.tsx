// The SHA-256 of the image, to be compared by eye or copied.
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/icon-button.tsx';
import styles from './image-checksum.module.css';

export function Sha256({ digest }: { readonly digest: string }) {
  const { t } = useTranslation('burn');
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={styles.sha256} role="status">
      <span>{t('checksum.sha256')}</span>
      <code>{digest}</code>
      <IconButton
        icon={isCopied ? Check : Copy}
        label={isCopied ? t('checksum.copied') : t('checksum.copy')}
        onPress={() =>
          void navigator.clipboard.writeText(digest).then(
            () => setCopied(true),
            // Not allowed to: the digest stands there to be marked by hand.
            () => setCopied(false),
          )
        }
      />
    </div>
  );
}
