// Buttons that show only an icon: always named, and the name comes up as a tooltip.
import type { LucideIcon } from 'lucide-react';
import { Button, type ButtonProps } from 'react-aria-components';
import styles from './icon-button.module.css';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'className' | 'style' | 'aria-label'> {
  readonly icon: LucideIcon;
  /** Its name for everybody. */
  readonly label: string;
  /** A key combination that the tooltip tells too. */
  readonly shortcut?: string;
}

export function IconButton({ icon: Icon, label, shortcut, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={shortcut === undefined ? label : `${label} (${shortcut})`}>
      <Button {...rest} aria-label={label} className={styles.button ?? ''}>
        <Icon aria-hidden className={styles.icon} />
      </Button>
    </Tooltip>
  );
}
