import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import type { PluginOption, UserConfig } from 'vite';

export interface AppSettings {
  /** Folder name below `dist/` and name of the entry page. */
  name: 'staff' | 'crew' | 'portal';
  /** Address below which the server offers the app. */
  base: string;
  port: number;
  /** Libraries kept in a chunk of their own, so that an app update does not reload them. */
  chunks: { name: string; test: RegExp }[];
  plugins?: PluginOption[];
}

const API = process.env.CNC_API ?? 'http://127.0.0.1:8080';

/** Paths the server answers itself, also while developing. */
const SERVER_PATHS = ['/api', '/health', '/docs', '/openapi.json', '/forms'];

export function appConfig(app: AppSettings): UserConfig {
  const root = import.meta.dirname;
  const proxy = Object.fromEntries(
    SERVER_PATHS.map((path) => [path, { target: API, changeOrigin: false }]),
  );
  return {
    root,
    base: app.base,
    publicDir: false,
    cacheDir: `node_modules/.vite-${app.name}`,
    plugins: [react(), entryPage(app.name), ...(app.plugins ?? [])],
    resolve: { alias: { '@shared': resolve(root, 'src/shared') } },
    server: { host: '127.0.0.1', port: app.port, strictPort: true, proxy },
    preview: { host: '127.0.0.1', port: app.port, strictPort: true, proxy },
    build: {
      outDir: `dist/${app.name}`,
      emptyOutDir: true,
      manifest: 'build-manifest.json',
      target: 'es2022',
      sourcemap: false,
      // The policy `script-src 'self'` allows no inline script, so no polyfill is injected.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 700,
      rolldownOptions: {
        input: resolve(root, `${app.name}.html`),
        output: { codeSplitting: { groups: app.chunks } },
      },
    },
  };
}

/** Serves `<name>.html` at the app's address while developing and writes it as `index.html`. */
function entryPage(name: string): PluginOption {
  return {
    name: 'entry-page',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const wantsPage = request.headers.accept?.includes('text/html');
        const path = (request.url ?? '/').split('?')[0] ?? '/';
        const isServers = SERVER_PATHS.some((p) => path === p || path.startsWith(`${p}/`));
        if (wantsPage && !isServers && !/\.\w+$/.test(path)) request.url = `/${name}.html`;
        next();
      });
    },
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle[`${name}.html`];
      if (page) page.fileName = 'index.html';
    },
  };
}
