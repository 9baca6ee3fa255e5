import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Long enough for two busy cores.
configure({ asyncUtilTimeout: 20_000 });

afterEach(() => cleanup());
