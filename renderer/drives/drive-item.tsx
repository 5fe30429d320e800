// A place in the list of drives. Only those near the visible part hold a card, so that a hundred drives cost no more
// than ten.
import { useEffect, useRef, useState } from 'react';
import { useEngine } from '../engine/engine-store.ts';
import { DriveCardView } from './drive-card.tsx';
import styles from './drives-page.module.css';

/** Pixels around the visible part: whoever tabs on always finds the next card there. */
const MARGIN = '600px';

export function DriveItem({ name }: { readonly name: string }) {
  const item = useRef<HTMLLIElement>(null);
  const [near, setNear] = useState({ isNear: false, height: 0 });
  useEffect(() => {
    const element = item.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry !== undefined) setNear({ isNear: entry.isIntersecting, height: element.offsetHeight });
      },
      { rootMargin: MARGIN },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <li ref={item} {...(near.isNear ? {} : { className: styles.unseen, style: { height: near.height || undefined } })}>
      {near.isNear ? <SeenDrive name={name} /> : null}
    </li>
  );
}

function SeenDrive({ name }: { readonly name: string }) {
  const card = useEngine((state) => state.drives[name]);
  return card === undefined ? null : <DriveCardView card={card} />;
}
