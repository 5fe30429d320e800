// What is known of an image, fact by fact.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageFacts } from '../../app/contract/image-facts.ts';
import { useQuantities } from '../words/use-quantities.ts';
import { type BootSaying, bootSayings } from './boot-ways.ts';
import styles from './image-facts-list.module.css';

const BOOTS = {
  'bios-and-uefi': 'boots.biosAndUefi',
  bios: 'boots.bios',
  uefi: 'boots.uefi',
  mac: 'boots.mac',
  powerpc: 'boots.powerpc',
  usb: 'boots.usb',
  nothing: 'boots.nothing',
} as const satisfies Record<BootSaying, string>;

export function ImageFactsList({ facts }: { readonly facts: ImageFacts }) {
  const { t } = useTranslation('burn');
  const { bothSizes, count, date, dateTime } = useQuantities();
  const { bytes, blocks, label, volumes, publisher, application, createdAt } = facts;
  const starts = bootSayings(facts.boots).map((saying) => t(BOOTS[saying]));
  return (
    <dl className={styles.facts}>
      <Fact name={t('image.size')}>{t('image.sizeInSectors', { size: bothSizes(bytes), sectors: count(blocks) })}</Fact>
      <Fact name={t('image.starts')}>{starts.join(', ')}</Fact>
      <Fact name={t('image.label')}>{label === '' ? t('image.noLabel') : label}</Fact>
      <Fact name={t('image.volumes')}>{volumes.length === 0 ? t('image.noVolumes') : volumes.join(', ')}</Fact>
      {createdAt === undefined ? (
        <Fact name={t('image.changed')}>{dateTime(facts.modifiedAt)}</Fact>
      ) : (
        <Fact name={t('image.made')}>{date(createdAt)}</Fact>
      )}
      {publisher === undefined ? null : <Fact name={t('image.publisher')}>{publisher}</Fact>}
      {application === undefined ? null : <Fact name={t('image.application')}>{application}</Fact>}
      <Fact name={t('image.folder')}>{facts.path.slice(0, -facts.name.length)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>{children}</dd>
    </>
  );
}
