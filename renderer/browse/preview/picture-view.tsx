// A picture of the image, as large as there is room.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice.tsx';
import { useQuantities } from '../../words/use-quantities.ts';
import type { PreviewedPicture } from './load-preview.ts';
import styles from './preview-view.module.css';

export interface PictureViewProps {
  readonly picture: PreviewedPicture;
  readonly name: string;
}

export function PictureView({ picture: { head, contents }, name }: PictureViewProps) {
  const { t } = useTranslation('browse');
  const { count } = useQuantities();
  const image = useRef<HTMLImageElement>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    const address = URL.createObjectURL(new Blob([contents], { type: head.type }));
    if (image.current !== null) image.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [contents, head.type]);
  if (isBroken) return <Notice tone="warning" title={t('preview.broken')} />;
  return (
    <>
      <div className={styles.picture}>
        <img ref={image} alt={name} className={styles.image} onError={() => setBroken(true)} />
      </div>
      <p className={styles.foot}>{t('preview.pixels', { width: count(head.width), height: count(head.height) })}</p>
    </>
  );
}
