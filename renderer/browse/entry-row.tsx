// One entry in the list: its name with an icon, its length, when it was changed, what it is.
import { EyeOff, TriangleAlert } from 'lucide-react';
import type { PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrowseEntry } from '../../app/contract/browse.ts';
import { classNames } from '../ui/class-names.ts';
import { useQuantities } from '../words/use-quantities.ts';
import { ENTRY_ICONS, iconKeyOf } from './entry-icon.ts';
import styles from './entry-list.module.css';
import { isoTime } from './iso-time.ts';
import { useKindWords } from './use-kind-words.ts';

export const ROW_PX = 30;

export interface EntryRowProps {
  readonly id: string;
  readonly entry: BrowseEntry;
  /** The folder that it was found in. */
  readonly place: string | undefined;
  readonly index: number;
  readonly top: number;
  readonly isChosen: boolean;
  readonly isFocused: boolean;
  readonly onPress: (event: PointerEvent) => void;
  readonly onActivate: () => void;
  /** The chosen ones are dragged away; absent where that cannot be. */
  readonly onDrag: (() => void) | undefined;
}

export function EntryRow({
  id,
  entry,
  place,
  index,
  top,
  isChosen,
  isFocused,
  onPress,
  onActivate,
  onDrag,
}: EntryRowProps) {
  const { size, dateTime } = useQuantities();
  const kindWords = useKindWords();
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      className={classNames(styles.row, styles.cells, isFocused && styles.focused)}
      style={{ height: ROW_PX, transform: `translateY(${top}px)` }}
      onPointerDown={(event) => {
        // What is chosen already may be the beginning of a drag: then the press counts when it ends.
        if (event.button !== 0 || (isChosen && isPlain(event))) return;
        onPress(event);
      }}
      onPointerUp={(event) => {
        if (event.button === 0 && isChosen && isPlain(event)) onPress(event);
      }}
      onDoubleClick={onActivate}
      draggable={isChosen && onDrag !== undefined}
      onDragStart={(event) => {
        // The host drags files; the page itself has nothing to drag.
        event.preventDefault();
        onDrag?.();
      }}
    >
      <span role="gridcell" className={styles.name}>
        <Name entry={entry} place={place} />
      </span>
      <span role="gridcell" className={styles.bytes}>
        {entry.kind === 'file' ? size(entry.bytes) : ''}
      </span>
      <span role="gridcell" className={styles.modified}>
        {entry.modified === undefined ? '' : dateTime(isoTime(entry.modified))}
      </span>
      <span role="gridcell" className={styles.kind}>
        {kindWords(entry)}
      </span>
    </div>
  );
}

function Name({ entry, place }: Pick<EntryRowProps, 'entry' | 'place'>) {
  const { t } = useTranslation('browse');
  const Icon = ENTRY_ICONS[iconKeyOf(entry)];
  return (
    <>
      <Icon aria-hidden className={styles.icon} />
      <bdi className={classNames(styles.text, entry.isHidden && styles.hidden)}>{entry.name}</bdi>
      {entry.isCutShort ? (
        <TriangleAlert aria-label={t('list.cutShort')} role="img" className={styles.warning} />
      ) : null}
      {entry.isHidden ? <EyeOff aria-label={t('list.hidden')} role="img" className={styles.icon} /> : null}
      {entry.target === undefined ? null : <bdi className={styles.aside}>→ {entry.target}</bdi>}
      {place === undefined ? null : <bdi className={styles.aside}>{place}</bdi>}
    </>
  );
}

function isPlain({ shiftKey, ctrlKey, metaKey }: PointerEvent): boolean {
  return !shiftKey && !ctrlKey && !metaKey;
}
