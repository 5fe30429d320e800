// A part of the page whose contents come and go as the engine answers. When the control that had the focus is gone, the
// part itself takes it, so that the keyboard and a screen reader stay where they were.
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './keeps-focus.module.css';

export interface KeepsFocusProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function KeepsFocus({ label, children }: KeepsFocusProps) {
  const part = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  // After every change of the contents; a dialog that closes has given the focus back by the second frame.
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (hadFocus.current && document.activeElement === document.body) part.current?.focus({ preventScroll: true });
      });
    });
    return () => cancelAnimationFrame(frame);
  });
  return (
    <div
      ref={part}
      role="group"
      aria-label={label}
      tabIndex={-1}
      className={styles.part}
      onFocus={() => (hadFocus.current = true)}
      onBlur={({ relatedTarget, currentTarget }) => {
        // A dialog over the page is not another place on it.
        if (currentTarget.closest('main')?.contains(relatedTarget) === true) {
          hadFocus.current = currentTarget.contains(relatedTarget);
        }
      }}
    >
      {children}
    </div>
  );
}
