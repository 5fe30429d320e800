// A file of any length as hexadecimal digits: only the visible lines exist, and only their bytes are read.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { hexLine, placeDigits } from './hex-line.ts';
import styles from './hex-view.module.css';
import { useFilePieces } from './use-file-pieces.ts';
import { useLineBytes } from './use-line-bytes.ts';

const LINE_PX = 19;
/** A scroller can be only so high: longer files are shown part by part. */
const PART_BYTES = 8 * 1024 * 1024;

export interface HexViewProps {
  readonly browse: string;
  readonly entry: number;
  readonly bytes: number;
}

export function HexView(file: HexViewProps) {
  const { t } = useTranslation('browse');
  const [part, setPart] = useState(0);
  const parts = Math.ceil(file.bytes / PART_BYTES);
  return (
    <div className={styles.view}>
      <Lines key={part} {...file} begin={part * PART_BYTES} />
      {parts < 2 ? null : (
        <div className={styles.parts}>
          <Button size="small" isDisabled={part === 0} onPress={() => setPart(part - 1)}>
            {t('hex.before')}
          </Button>
          <span>{t('hex.part', { part: part + 1, parts })}</span>
          <Button size="small" isDisabled={part === parts - 1} onPress={() => setPart(part + 1)}>
            {t('hex.after')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Lines({ begin, ...file }: HexViewProps & { readonly begin: number }) {
  const { t } = useTranslation('browse');
  const scroller = useRef<HTMLDivElement>(null);
  const lineBytes = useLineBytes(scroller);
  const shownBytes = Math.min(PART_BYTES, file.bytes - begin);
  const virtual = useVirtualizer({
    count: Math.ceil(shownBytes / lineBytes),
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
  });
  const lines = virtual.getVirtualItems();
  const first = begin + (lines[0]?.index ?? 0) * lineBytes;
  const end = begin + ((lines.at(-1)?.index ?? 0) + 1) * lineBytes;
  const { bytesAt, isFailed } = useFilePieces(file, first, Math.min(end, file.bytes));
  const digits = placeDigits(file.bytes);
  return (
    <div ref={scroller} className={styles.lines} tabIndex={0} role="group" aria-label={t('hex.label')}>
      <div className={styles.space} style={{ height: virtual.getTotalSize() }}>
        {lines.map(({ index, start }) => {
          const position = begin + index * lineBytes;
          const line = hexLine(bytesAt(position, lineBytes), position, digits);
          return (
            <div
              key={index}
              className={classNames(styles.line, lineBytes === 16 && styles.wide)}
              style={{ height: LINE_PX, transform: `translateY(${start}px)` }}
            >
              <span className={styles.place}>{line.place}</span>
              <span>{line.bytes === '' ? (isFailed(position) ? t('hex.unreadable') : '…') : line.bytes}</span>
              <span className={styles.characters}>{line.characters}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
