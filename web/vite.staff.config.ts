import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { appConfig } from './vite.shared';

export default defineConfig(
  appConfig({
    name: 'staff',
    base: '/',
    port: 5173,
    chunks: [
      { name: 'react', test: /node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|react-is)\// },
      { name: 'mui', test: /node_modules\/(@mui\/(system|utils|styled-engine|private-theming)|@emotion|stylis)\// },
    ],
    plugins: [
      // Only the worker that is told while the app is closed: nothing is kept for work without network here.
      VitePWA({
        strategies: 'injectManifest',
        srcDir: 'src/staff',
        filename: 'sw.ts',
        scope: '/',
        base: '/',
        injectRegister: false,
        manifest: false,
        injectManifest: { rollupFormat: 'iife', injectionPoint: undefined },
      }),
    ],
  }),
);
