// A page that fails does not take the window with it: it says so, and the way to the others stays open.
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';

interface State {
  readonly failure: Error | undefined;
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failure: undefined };

  static getDerivedStateFromError(thrown: unknown): State {
    return { failure: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === undefined) return this.props.children;
    return <FailedPage failure={failure} onRetry={() => this.setState({ failure: undefined })} />;
  }
}

function FailedPage({ failure, onRetry }: { readonly failure: Error; readonly onRetry: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <Page title={t('pageFailed')}>
      <Notice
        tone="danger"
        title={failure.message}
        actions={<Button onPress={onRetry}>{t('tryAgain')}</Button>}
        isAnnounced
      >
        {t('pageFailedText')}
      </Notice>
    </Page>
  );
}
