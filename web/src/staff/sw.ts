/// <reference lib="webworker" />
import { listenForPushes } from '@shared/push/pushed';
import { placeOf } from './screens/notifications/notices';

declare let self: ServiceWorkerGlobalScope;

// Only to be told: pages and the API are never answered from here.
self.addEventListener('install', () => void self.skipWaiting());
listenForPushes(self, '/', placeOf);
