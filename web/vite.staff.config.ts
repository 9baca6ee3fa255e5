import { defineConfig } from 'vite';
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
  }),
);
