// A value that is too long to be typed again, with a button that copies it.
import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/icon-button.tsx';
import { copyText } from './copy-text.ts';
import styles from './copy-value.module.css';

export interface CopyValueProps {
  /** What it is: part of the button's name. */
  readonly name: string;
  readonly value: string;
  readonly hint?: string;
}

export function CopyValue({ name, value, hint }: CopyValueProps) {
  const { t } = useTranslation('job');
  const words = { done: t('result.copied', { name }), failed: t('result.notCopied') };
  return (
    <>
      <span className={styles.line}>
        <code className={styles.value}>{value}</code>
        <IconButton icon={Copy} label={t('result.copy', { name })} onPress={() => copyText(value, words)} />
      </span>
      {hint === undefined ? null : <span className={styles.hint}>{hint}</span>}
    </>
  );
}
