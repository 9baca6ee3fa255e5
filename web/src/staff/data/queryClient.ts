import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@shared/apiError';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 2 && error instanceof ApiError && error.retryable,
      refetchOnWindowFocus: true,
    },
  },
});
