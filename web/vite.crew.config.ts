import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { appConfig } from './vite.shared';

const ICON_SIZES = [192, 512];

/** Icons the installed app is known by; their addresses stay the same over releases. */
function appIcons(): PluginOption {
  return {
    name: 'app-icons',
    generateBundle() {
      for (const size of ICON_SIZES) {
        const fileName = `icon-${size}.png`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(resolve(import.meta.dirname, 'src/crew/icons', fileName)) });
      }
    },
  };
}

export default defineConfig(
  appConfig({
    name: 'crew',
    base: '/mobile/',
    port: 5174,
    chunks: [
      { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
    ],
    plugins: [
      appIcons(),
      VitePWA({
        strategies: 'injectManifest',
        srcDir: 'src/crew',
        filename: 'sw.ts',
        scope: '/mobile/',
        base: '/mobile/',
        registerType: 'prompt',
        injectRegister: false,
        injectManifest: {
          rollupFormat: 'iife',
          globPatterns: ['**/*.{js,css,html,svg,png,webmanifest,woff2}'],
        },
        manifest: {
          name: 'C&C Crew',
          short_name: 'Crew',
          description: 'Journeys, steps, photos and signatures of the day, also without network.',
          id: '/mobile/',
          start_url: '/mobile/',
          scope: '/mobile/',
          display: 'standalone',
          orientation: 'any',
          background_color: '#f6f7f9',
          theme_color: '#1d4ed8',
          icons: ICON_SIZES.flatMap((size) =>
            (['any', 'maskable'] as const).map((purpose) => ({ src: `icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png', purpose })),
          ),
        },
      }),
    ],
  }),
);
