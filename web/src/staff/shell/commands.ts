import { createContext } from 'react';

/** What the bar and the keyboard open. */
export const ShellCommands = createContext<{ palette: () => void; help: () => void }>({ palette: () => undefined, help: () => undefined });
