// The figures of an ended job: amount, speed, time, checksums, receipt.
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { Card } from '../ui/card.tsx';
import { useQuantities } from '../words/use-quantities.ts';
import { CopyValue } from './copy-value.tsx';
import { FactList } from './fact-list.tsx';

const NAMES = { md5: 'MD5', sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' } as const;
const ALGORITHMS = ['md5', 'sha1', 'sha256', 'sha512', 'tree'] as const;

export function ResultCard({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const { bothSizes, speed, duration } = useQuantities();
  const { result, plan, trace } = job;
  if (result === undefined) return null;
  const { bytes, averageSpeed, digests, receipt } = result;
  const timeMs = job.stages.reduce((sum, stage) => sum + (stage.elapsedMs ?? 0), 0);
  const checksums = ALGORITHMS.flatMap((algorithm) => {
    const digest = digests?.[algorithm];
    return digest === undefined ? [] : [{ name: algorithm === 'tree' ? t('result.tree') : NAMES[algorithm], digest }];
  });
  return (
    <Card title={t('result.figures')}>
      <FactList
        facts={[
          { name: t('result.bytes'), value: bytes === undefined ? undefined : bothSizes(bytes) },
          {
            name: t('result.averageSpeed'),
            value: averageSpeed === undefined ? undefined : speed(averageSpeed, plan?.medium),
          },
          { name: t('result.time'), value: timeMs === 0 ? undefined : duration(timeMs) },
          ...checksums.map(({ name, digest }) => ({ name, value: <CopyValue name={name} value={digest} /> })),
          {
            name: t('result.receipt'),
            value:
              receipt === undefined ? undefined : (
                <CopyValue name={t('result.receiptPath')} value={receipt} hint={t('result.receiptMeaning')} />
              ),
          },
          {
            name: t('result.trace'),
            value: trace === undefined ? undefined : <CopyValue name={t('result.tracePath')} value={trace} />,
          },
        ]}
      />
    </Card>
  );
}
