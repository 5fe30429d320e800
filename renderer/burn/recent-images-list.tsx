// The images of earlier jobs, one press away.
import { FileClock } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { useQuantities } from '../words/use-quantities.ts';
import styles from './recent-images-list.module.css';
import { engine } from '../engine/engine.ts';
import { chooseImage } from './image-actions.ts';
import { type RecentImage, recentImages } from './recent-images.ts';

const MOST = 4;
/** So many earlier jobs are looked through. */
const LOOKED_THROUGH = 50;

export function RecentImages() {
  const { t } = useTranslation('burn');
  const { date } = useQuantities();
  const recent = useRecentImages();
  const heading = useId();
  if (recent.length === 0) return null;
  return (
    <div className={styles.recent}>
      <h3 id={heading} className={styles.heading}>
        {t('recent.heading')}
      </h3>
      <ul aria-labelledby={heading} className={styles.list}>
        {recent.map(({ path, name, at }) => (
          <li key={path}>
            <Button
              tone="quiet"
              size="small"
              icon={FileClock}
              aria-label={t('recent.usedAt', { name, date: date(at) })}
              onPress={() => void chooseImage(engine, path)}
            >
              {name}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** None until the engine has answered; a history that cannot be read is no reason to disturb. */
function useRecentImages(): readonly RecentImage[] {
  const [recent, setRecent] = useState<readonly RecentImage[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    engine.call('history', { limit: LOOKED_THROUGH }, { signal: stop.signal }).then(
      ({ jobs }) => setRecent(recentImages(jobs, MOST)),
      () => undefined,
    );
    return () => stop.abort();
  }, []);
  return recent;
}
