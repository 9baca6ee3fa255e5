import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { ErrorBoundary } from '@shared/ErrorBoundary';
import { App } from './App';
import { allowEmptyHelpLine } from './trustedTypes';

allowEmptyHelpLine();

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
