// Short messages that come and go at the edge of the window. They are read out, and stay while they are hovered or focused.
import { CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
  Text,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import styles from './toast.module.css';

export interface Toast {
  readonly tone: 'info' | 'good' | 'danger';
  readonly title: string;
  readonly text?: string;
  readonly action?: { readonly label: string; readonly perform: () => void };
}

const ICONS = { info: Info, good: CircleCheck, danger: TriangleAlert } as const;
const SHOWN_MS = 8000;
const queue = new ToastQueue<Toast>({ maxVisibleToasts: 4 });

/** An error stays until it is closed; everything else goes after 8 s. Returns the way to take it back before. */
export function showToast(toast: Toast): () => void {
  const key = queue.add(toast, toast.tone === 'danger' ? {} : { timeout: SHOWN_MS });
  return () => queue.close(key);
}

/** Stands once in the window. */
export function Toasts() {
  const { t } = useTranslation('shell');
  return (
    <ToastRegion queue={queue} aria-label={t('messages')} className={styles.region ?? ''}>
      {({ toast }) => {
        const { tone, title, text, action } = toast.content;
        const Icon = ICONS[tone];
        return (
          <AriaToast toast={toast} className={classNames(styles.toast, styles[tone])}>
            <Icon aria-hidden className={styles.icon} />
            <ToastContent className={styles.words}>
              <Text slot="title" className={styles.title ?? ''}>
                {title}
              </Text>
              {text === undefined ? null : <Text slot="description">{text}</Text>}
              {action === undefined ? null : (
                <Button
                  size="small"
                  onPress={() => {
                    action.perform();
                    queue.close(toast.key);
                  }}
                >
                  {action.label}
                </Button>
              )}
            </ToastContent>
            <IconButton slot="close" icon={X} label={t('close')} />
          </AriaToast>
        );
      }}
    </ToastRegion>
  );
}
