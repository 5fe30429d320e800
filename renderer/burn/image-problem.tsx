// Why an image cannot be burned as it is; where it is only cut short, the user may say that it shall be all the same.
import { useTranslation } from 'react-i18next';
import type { ErrorReport } from '../../app/base/errors.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { Notice } from '../ui/notice.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { allowTruncated } from './image-actions.ts';
import { canBeAllowed, type KnownImage } from './image-choice.ts';

export interface ImageProblemProps {
  readonly image: KnownImage;
  readonly problem: ErrorReport;
}

export function ImageProblem({ image, problem }: ImageProblemProps) {
  const { t } = useTranslation('burn');
  const say = useEngineText();
  return (
    <Notice
      tone="danger"
      title={t('problem.title')}
      isAnnounced
      {...(canBeAllowed(image) ? { actions: <Allowance image={image} /> } : {})}
    >
      {say(problem.message)} {say(problem.nextStep)}
    </Notice>
  );
}

function Allowance({ image }: { readonly image: KnownImage }) {
  const { t } = useTranslation('burn');
  return (
    <Checkbox
      isSelected={image.allowTruncated}
      onChange={(isAllowed) => allowTruncated(image.facts.path, isAllowed)}
      hint={t('problem.allowHint')}
    >
      {t('problem.allow')}
    </Checkbox>
  );
}
