// The state of a job in a word or two.
import {
  Ban,
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  Disc3,
  Hand,
  type LucideIcon,
  MessageCircleQuestion,
  Search,
  TriangleAlert,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { JobRecord, JobState } from '../../app/contract/engine-state.ts';
import { StatusPill, type Tone } from '../ui/status-pill.tsx';
import { type Ending, endingOf } from './outcome.ts';

export const ENDING_LOOKS: Readonly<Record<Ending, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  proven: { tone: 'good', icon: CircleCheck },
  unproven: { tone: 'warning', icon: CircleHelp },
  simulated: { tone: 'info', icon: CircleCheck },
  done: { tone: 'good', icon: CircleCheck },
  failed: { tone: 'danger', icon: CircleX },
  cancelled: { tone: 'neutral', icon: Ban },
  interrupted: { tone: 'warning', icon: TriangleAlert },
};

const LIVE_LOOKS: Readonly<Partial<Record<JobState, { readonly tone: Tone; readonly icon: LucideIcon }>>> = {
  queued: { tone: 'neutral', icon: Clock },
  held: { tone: 'warning', icon: Hand },
  planning: { tone: 'neutral', icon: Search },
  confirming: { tone: 'warning', icon: MessageCircleQuestion },
  running: { tone: 'accent', icon: Disc3 },
  stopping: { tone: 'warning', icon: Ban },
};

export function StatePill({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const ending = endingOf(job);
  const look = ending === undefined ? LIVE_LOOKS[job.state] : ENDING_LOOKS[ending];
  return <StatusPill {...look}>{ending === undefined ? t(`state.${job.state}`) : t(`ending.${ending}`)}</StatusPill>;
}
