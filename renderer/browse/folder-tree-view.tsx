// The folders of the volume as a tree, of which only the visible lines exist. The keyboard goes through it as through
// every tree: arrows, Home, End, the beginning of a name; Enter shows the folder.
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight, Folder, FolderOpen } from 'lucide-react';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '../engine/engine.ts';
import { showError } from '../shell/show-error.ts';
import { classNames } from '../ui/class-names.ts';
import { movedIndex, MOVES, TypeAhead } from '../ui/list-keys.ts';
import { type FolderPlace, folderOf, type Opened, type Step } from './browse-state.ts';
import { goTo, openInTree } from './folder-actions.ts';
import styles from './folder-tree-view.module.css';
import { treeRows, treeStep, type TreeRow } from './tree-rows.ts';

const ROW_PX = 28;
const INDENT_PX = 14;

export interface FolderTreeViewProps {
  readonly opened: Opened;
  readonly place: FolderPlace;
}

export function FolderTreeView({ opened, place }: FolderTreeViewProps) {
  const { t } = useTranslation('browse');
  const base = useId();
  const rows = useTreeRows(opened, place);
  const shown = folderOf(place).entry;
  // Wherever the keyboard was in the tree, it goes along when another folder is shown.
  const [focus, setFocus] = useState({ shown, at: shown });
  const focused = focus.shown === shown ? focus.at : shown;
  const found = rows.findIndex(({ id }) => id === focused);
  const at = found < 0 ? rows.findIndex(({ id }) => id === shown) : found;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const follow = useEffectEvent(() => {
    const index = rows.findIndex(({ id }) => id === shown);
    if (index >= 0) virtual.scrollToIndex(index);
  });
  useEffect(() => follow(), [shown]);
  const focusRow = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    setFocus({ shown, at: row.id });
    virtual.scrollToIndex(index);
  };
  const show = (index: number): void => {
    const way = wayTo(rows, index);
    if (way !== undefined) void goTo(engine, { volume: place.volume, way });
  };
  const onKeyDown = useTreeKeys({ rows, at, focusRow, show });
  return (
    <div
      ref={scroller}
      className={styles.tree}
      role="tree"
      aria-label={t('tree')}
      tabIndex={0}
      aria-activedescendant={at < 0 ? undefined : `${base}${at}`}
      onKeyDown={onKeyDown}
    >
      <div className={styles.space} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <Line
              key={`${index} ${row.id}`}
              id={`${base}${index}`}
              row={row}
              top={start}
              isShown={row.id === shown}
              isFocused={index === at}
              onShow={() => show(index)}
            />
          );
        })}
      </div>
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly row: TreeRow;
  readonly top: number;
  readonly isShown: boolean;
  readonly isFocused: boolean;
  readonly onShow: () => void;
}

function Line({ id, row, top, isShown, isFocused, onShow }: LineProps) {
  const Arrow = row.isOpen === true ? ChevronDown : ChevronRight;
  const Icon = isShown ? FolderOpen : Folder;
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={row.level}
      aria-setsize={row.siblings}
      aria-posinset={row.place}
      aria-selected={isShown}
      aria-label={row.name}
      {...(row.isOpen === undefined ? {} : { 'aria-expanded': row.isOpen })}
      className={classNames(styles.line, isFocused && styles.focused)}
      style={{ height: ROW_PX, transform: `translateY(${top}px)`, paddingInlineStart: (row.level - 1) * INDENT_PX }}
      onClick={onShow}
    >
      <span
        className={styles.arrow}
        onClick={(event) => {
          event.stopPropagation();
          toggle(row);
        }}
      >
        {row.isOpen === undefined ? null : <Arrow aria-hidden className={styles.icon} />}
      </span>
      <Icon aria-hidden className={styles.icon} />
      <bdi className={styles.name}>{row.name}</bdi>
    </div>
  );
}

function useTreeRows({ tree, image }: Opened, place: FolderPlace): readonly TreeRow[] {
  const { t } = useTranslation('browse');
  const label = image.volumes.find(({ volume }) => volume === place.volume)?.label ?? '';
  const root = place.way[0].entry;
  const name = label === '' ? t('root') : label;
  return useMemo(() => treeRows({ ...tree, root: { id: root, name } }), [tree, root, name]);
}

interface TreeKeys {
  readonly rows: readonly TreeRow[];
  readonly at: number;
  readonly focusRow: (index: number) => void;
  readonly show: (index: number) => void;
}

function useTreeKeys({ rows, at, focusRow, show }: TreeKeys): (event: KeyboardEvent) => void {
  const typed = useRef(new TypeAhead());
  return (event) => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = MOVES[key];
    if (move !== undefined) focusRow(movedIndex(at, rows.length, move, 10));
    else if (key === 'ArrowRight' || key === 'ArrowLeft') {
      const step = treeStep(rows, at, key);
      if (step === undefined) return;
      if ('goTo' in step) focusRow(step.goTo);
      else openFolder('open' in step ? step.open : step.close, 'open' in step);
    } else if (key === 'Enter' || key === ' ') show(at);
    else if (key.length === 1) {
      const names = rows.map(({ name }) => name);
      focusRow(typed.current.find(key, event.timeStamp, at, names));
    } else return;
    event.preventDefault();
  };
}

function toggle({ id, isOpen }: TreeRow): void {
  if (isOpen !== undefined) openFolder(id, !isOpen);
}

function openFolder(id: number, isOpen: boolean): void {
  openInTree(engine, id, isOpen).catch(showError);
}

/** From the root down to the line with this index. */
function wayTo(rows: readonly TreeRow[], index: number): FolderPlace['way'] | undefined {
  const below: Step[] = [];
  for (let at = index; at > 0; ) {
    const row = rows[at];
    if (row === undefined) return undefined;
    below.unshift({ entry: row.id, name: row.name });
    at = rows.findLastIndex((one, place) => place < at && one.level === row.level - 1);
  }
  const root = rows[0];
  return root === undefined ? undefined : [{ entry: root.id, name: '' }, ...below];
}
