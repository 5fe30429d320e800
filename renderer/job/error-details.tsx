// What stands behind a failure, for who has to find its cause: the command, its bytes, the sense and what it means.
import { useTranslation } from 'react-i18next';
import type { ErrorReport } from '../../app/base/errors.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { FactList } from './fact-list.tsx';

export function ErrorDetails({ error }: { readonly error: ErrorReport }) {
  const { t } = useTranslation('job');
  const said = useEngineText();
  const { command } = error;
  const code = (text: string | undefined) => (text === undefined ? undefined : <code>{text}</code>);
  return (
    <Disclosure title={t('error.title')}>
      <FactList
        facts={[
          { name: t('error.doing'), value: said(error.doing) },
          { name: t('error.code'), value: code(error.code) },
          { name: t('error.command'), value: command?.name },
          { name: t('error.cdb'), value: code(command?.cdb) },
          { name: t('error.status'), value: code(command === undefined ? undefined : `${hexByte(command.status)}h`) },
          { name: t('error.sense'), value: code(senseCodes(error, t('error.deferred'))) },
          { name: t('error.senseBytes'), value: code(command?.sense) },
        ]}
      />
    </Disclosure>
  );
}

/** KEY/ASC/ASCQ as the standards print it, e.g. "5/24/00". */
function senseCodes({ command }: ErrorReport, deferred: string): string | undefined {
  if (command?.key === undefined) return undefined;
  const codes = [command.key.toString(16).toUpperCase(), hexByte(command.asc ?? 0), hexByte(command.ascq ?? 0)];
  return command.deferred === true ? `${codes.join('/')} (${deferred})` : codes.join('/');
}

function hexByte(value: number): string {
  return value.toString(16).toUpperCase().padStart(2, '0');
}
