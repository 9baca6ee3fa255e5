export type * from './access';
export type * from './billing';
export type * from './common';
export type * from './compliance';
export type * from './dashboard';
export type * from './dispatch';
<<<<<<< HEAD
export type * from './estimates';
=======
export type * from './messaging';
>>>>>>> texts
export type * from './mobile';
export type * from './pricing';
export type * from './quotes';
export type * from './sales';
