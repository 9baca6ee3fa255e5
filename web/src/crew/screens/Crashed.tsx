import { browserLanguage } from '@shared/format';
import { translator } from '../text';

/** Drawn without theme or store, since either may be what failed. */
export function Crashed({ retry }: { retry: () => void }) {
  const t = translator(browserLanguage());
  return (
    <main style={{ padding: 24, fontFamily: 'system-ui, sans-serif' }}>
      <p role="alert">{t('app.crashed')}</p>
      <button type="button" onClick={retry} style={{ minHeight: 48, padding: '0 24px' }}>
        {t('app.retry')}
      </button>
    </main>
  );
}
