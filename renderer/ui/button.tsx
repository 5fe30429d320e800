// Buttons with words on them. One `primary` a page at most; `danger` for what destroys; `quiet` where many stand together.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps, Link } from 'react-aria-components';
import styles from './button.module.css';
import { classNames } from './class-names.ts';

export type ButtonTone = 'plain' | 'primary' | 'quiet' | 'danger';

interface Look {
  readonly tone?: ButtonTone;
  readonly size?: 'medium' | 'large' | 'small';
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'isPending'>, Look {
  /**
   * What it does is under way: it keeps the focus and does nothing more. (React Aria's own would announce the button by
   * reference, which leads nowhere once its page is left.)
   */
  readonly isPending?: boolean;
}

/** A button. Give a reason in words beside it when it is disabled. */
export function Button(props: ButtonProps) {
  const { tone = 'plain', size = 'medium', icon, children, isPending = false, onPress, ...rest } = props;
  return (
    <AriaButton
      {...rest}
      {...(isPending || onPress === undefined ? {} : { onPress })}
      className={classNames(styles.button, styles[tone], styles[size], isPending && styles.pending)}
    >
      <Face icon={icon}>{children}</Face>
    </AriaButton>
  );
}

export interface ButtonLinkProps extends Look {
  readonly href: string;
  readonly isDisabled?: boolean;
}

/** A link to another page of the window that looks like a button. */
export function ButtonLink({ tone = 'plain', size = 'medium', icon, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={classNames(styles.button, styles[tone], styles[size])}>
      <Face icon={icon}>{children}</Face>
    </Link>
  );
}

function Face({ icon: Icon, children }: { readonly icon: LucideIcon | undefined; readonly children: ReactNode }) {
  return (
    <>
      {Icon === undefined ? null : <Icon aria-hidden className={styles.icon} />}
      <span className={styles.words}>{children}</span>
    </>
  );
}
