// Dialogs over the page. The page behind cannot be reached while one is open; Escape closes it; focus goes back after it.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the one that does it last. */
  readonly footer?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
}

export function Dialog({ title, isOpen, onClose, children, footer, size = 'medium' }: DialogProps) {
  const { t } = useTranslation('shell');
  return (
    <Frame isOpen={isOpen} onClose={onClose} size={size} isDismissable>
      <AriaDialog className={styles.dialog ?? ''}>
        <div className={styles.head}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <IconButton icon={X} label={t('close')} onPress={onClose} />
        </div>
        <div className={styles.body}>{children}</div>
        {footer === undefined ? null : <div className={styles.foot}>{footer}</div>}
      </AriaDialog>
    </Frame>
  );
}

export interface AlertDialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly children: ReactNode;
  /** The words of the button that does it: a verb, never "OK". */
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly tone?: 'primary' | 'danger';
}

/** A question that must be answered. Focus begins on the way back, so that Enter alone destroys nothing. */
export function AlertDialog(props: AlertDialogProps) {
  const { title, isOpen, children, confirmLabel, cancelLabel, onConfirm, onCancel, tone = 'danger' } = props;
  return (
    <Frame isOpen={isOpen} onClose={onCancel} size="small" isDismissable={false}>
      <AriaDialog role="alertdialog" className={styles.dialog ?? ''}>
        <div className={styles.head}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
        </div>
        <div className={styles.body}>{children}</div>
        <div className={styles.foot}>
          <Button autoFocus onPress={onCancel}>
            {cancelLabel}
          </Button>
          <Button tone={tone} onPress={onConfirm}>
            {confirmLabel}
          </Button>
        </div>
      </AriaDialog>
    </Frame>
  );
}

interface FrameProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly isDismissable: boolean;
  readonly size: 'small' | 'medium' | 'large';
  readonly children: ReactNode;
}

function Frame({ isOpen, onClose, isDismissable, size, children }: FrameProps) {
  return (
    <ModalOverlay
      className={styles.scrim ?? ''}
      isOpen={isOpen}
      isDismissable={isDismissable}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={classNames(styles.modal, styles[size])}>{children}</Modal>
    </ModalOverlay>
  );
}
