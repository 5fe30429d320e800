// The list of shortcuts.
import { useTranslation } from 'react-i18next';
import { browseKeys } from '../browse/key-list.ts';
import { Dialog } from '../ui/dialog.tsx';
import { COMMANDS } from './commands.ts';
import { showOverlay } from './overlays.ts';
import styles from './shortcut-help.module.css';
import { isMacPlatform, shortcutInWords } from './shortcuts.ts';

export function ShortcutHelp({ isOpen }: { readonly isOpen: boolean }) {
  const { t } = useTranslation(['shell', 'browse']);
  return (
    <Dialog title={t('shortcutsTitle')} isOpen={isOpen} onClose={() => showOverlay('none')} size="small">
      <dl className={styles.list}>
        {COMMANDS.map(({ id, label, shortcut }) =>
          shortcut === undefined ? null : (
            <div key={id} className={styles.line}>
              <dt>{t(label)}</dt>
              <dd>
                <kbd className={styles.key}>{shortcutInWords(shortcut, isMacPlatform())}</kbd>
              </dd>
            </div>
          ),
        )}
      </dl>
      <h3 className={styles.heading}>{t('browse:keys.heading')}</h3>
      <dl className={styles.list}>
        {browseKeys(isMacPlatform()).map(({ label, keys }) => (
          <div key={label} className={styles.line}>
            <dt>{t(`browse:${label}`)}</dt>
            <dd>
              <kbd className={styles.key}>{keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
