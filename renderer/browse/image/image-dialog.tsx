// What is known of the whole image: its volumes, what it starts, what is wrong with it and whom that hits.
import { useTranslation } from 'react-i18next';
import { FactList } from '../../job/fact-list.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useQuantities } from '../../words/use-quantities.ts';
import type { Opened } from '../browse-state.ts';
import { isoTime } from '../iso-time.ts';
import { BootRecords } from './boot-records.tsx';
import { FindingsView } from './findings-view.tsx';
import styles from './image-dialog.module.css';
import { useVolumeWords } from './use-volume-words.ts';

export type ImagePart = 'volumes' | 'boots' | 'findings';

export interface ImageDialogProps {
  readonly opened: Opened;
  readonly part: ImagePart;
  readonly onPart: (part: ImagePart) => void;
  readonly onClose: () => void;
}

export function ImageDialog({ opened, part, onPart, onClose }: ImageDialogProps) {
  const { t } = useTranslation('browse');
  const { image } = opened;
  return (
    <Dialog title={image.name} isOpen onClose={onClose} size="large">
      <Tabs
        label={image.name}
        selected={part}
        onSelect={onPart}
        parts={[
          { id: 'volumes', title: t('image.volumes'), contents: <Volumes opened={opened} /> },
          { id: 'boots', title: t('boots.title'), contents: <BootRecords boots={image.boots} /> },
          {
            id: 'findings',
            title: t('findings.title', { count: image.findings.length }),
            contents: <FindingsView opened={opened} />,
          },
        ]}
      />
    </Dialog>
  );
}

function Volumes({ opened: { image } }: { readonly opened: Opened }) {
  const { t } = useTranslation('browse');
  const { bothSizes, dateTime, count } = useQuantities();
  const words = useVolumeWords(image);
  const time = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : dateTime(isoTime(ms)));
  return (
    <div className={styles.part}>
      <FactList
        facts={[
          { name: t('fact.size'), value: bothSizes(image.bytes) },
          {
            name: t('volume.sessions'),
            value: image.sessions.length < 2 ? undefined : count(image.sessions.length),
          },
        ]}
      />
      {image.volumes.map((volume) => {
        const { label, facts } = volume;
        return (
          <section key={volume.volume} className={styles.volume}>
            <h3>{words(volume)}</h3>
            <FactList
              facts={[
                { name: t('volume.label'), value: label === '' ? undefined : <bdi>{label}</bdi> },
                { name: t('volume.size'), value: facts.bytes === undefined ? undefined : bothSizes(facts.bytes) },
                { name: t('volume.blocks'), value: t('volume.blockBytes', { bytes: count(facts.blockBytes) }) },
                { name: t('time.created'), value: time(facts.created) },
                { name: t('time.modified'), value: time(facts.modified) },
                ...facts.identifiers.map(({ what, text }) => ({
                  name: t(`identifier.${what}`, { defaultValue: what }),
                  value: <bdi>{text}</bdi>,
                })),
              ]}
            />
          </section>
        );
      })}
    </div>
  );
}
