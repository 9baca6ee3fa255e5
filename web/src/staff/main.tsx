import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { ErrorBoundary } from '@shared/ErrorBoundary';
import { App } from './App';
import { allowEmptyHelpLine } from './trustedTypes';

allowEmptyHelpLine();

// After an update of the server the old page's later parts are gone: the new page is loaded, once.
const RELOADED = 'cnc-reloaded-at';
const AGAIN_AFTER_MS = 60_000;
window.addEventListener('vite:preloadError', (event) => {
  if (Date.now() - Number(sessionStorage.getItem(RELOADED) ?? 0) < AGAIN_AFTER_MS) return;
  event.preventDefault();
  sessionStorage.setItem(RELOADED, String(Date.now()));
  window.location.reload();
});

const router = createBrowserRouter([{ path: '*', element: <App /> }]);

function Failed({ retry }: { retry: () => void }) {
  const french = document.documentElement.lang === 'fr';
  return (
    <main style={{ fontFamily: 'system-ui', padding: 32 }}>
      <h1>{french ? 'Cette page a rencontré un problème' : 'This page ran into a problem'}</h1>
      <button type="button" onClick={retry}>{french ? 'Réessayer' : 'Try again'}</button>
    </main>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <ErrorBoundary fallback={(retry) => <Failed retry={retry} />}>
      <RouterProvider router={router} />
    </ErrorBoundary>,
  );
}
