import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from '@shared/ErrorBoundary';
import { App } from './App';
import { watchInstallOffer } from './install';
import { Crashed } from './screens/Crashed';

watchInstallOffer();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary fallback={(retry) => <Crashed retry={retry} />}>
        <App />
      </ErrorBoundary>
    </StrictMode>,
  );
}
