import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { ApiError } from '@shared/apiError';
import { ErrorBoundary } from '@shared/ErrorBoundary';
import { browserLanguage } from '@shared/format';
import { App } from './App';
import { translator } from './language';

const MOST_RETRIES = 3;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, fault) => failures < MOST_RETRIES && fault instanceof ApiError && fault.retryable,
      refetchOnWindowFocus: false,
      staleTime: 30_000,
    },
  },
});

function Failed({ retry }: { retry: () => void }) {
  const t = translator(browserLanguage());
  return (
    <main style={{ padding: 24, fontFamily: 'system-ui, sans-serif' }}>
      <p role="alert">{t('load.failed')}</p>
      <button type="button" onClick={retry} style={{ minHeight: 48, padding: '0 24px' }}>{t('load.retry')}</button>
    </main>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary fallback={(retry) => <Failed retry={retry} />}>
        <QueryClientProvider client={queries}>
          <BrowserRouter basename={import.meta.env.BASE_URL}>
            <App />
          </BrowserRouter>
        </QueryClientProvider>
      </ErrorBoundary>
    </StrictMode>,
  );
}
