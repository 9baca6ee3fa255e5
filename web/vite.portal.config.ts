import { defineConfig } from 'vite';
import { appConfig } from './vite.shared';

export default defineConfig(
  appConfig({
    name: 'portal',
    base: '/portal/',
    port: 5175,
    chunks: [
      { name: 'react', test: /node_modules\/(react|react-dom|scheduler|react-router)\// },
    ],
  }),
);
