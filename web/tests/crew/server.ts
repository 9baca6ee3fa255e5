import type { Bundle } from '../../src/crew/model/journey';
import { Unreachable } from '../../src/crew/session/http';
import type { BatchAnswer, CrewApi, SentOperation } from '../../src/crew/sync/api';
import { sampleBundle } from './journey-sample';

/** A server that keeps the promises of the real one: in sequence, each client id applied once. */
export class RecordingServer implements CrewApi {
  applied: SentOperation[] = [];
  batches: SentOperation[][] = [];
  stored: string[] = [];
  /** Batches taken whose answer is lost on the way. */
  loseAnswers = 0;
  down = false;
  /** Reasons by operation name. */
  refuse: Record<string, string> = {};
  day: Bundle = sampleBundle();
  beforeAnswer: () => Promise<void> = async () => undefined;
  private answers = new Map<string, BatchAnswer['results'][number]>();
  private last = 0;

  async sendOperations(_device: string, operations: SentOperation[]): Promise<BatchAnswer> {
    if (this.down) throw new Unreachable();
    this.batches.push(operations);
    const results: BatchAnswer['results'] = [];
    for (const operation of operations) {
      const known = this.answers.get(operation.client_id);
      if (known) {
        results.push(known);
        continue;
      }
      if (operation.sequence !== this.last + 1) break;
      this.last = operation.sequence;
      const reason = this.refuse[operation.operation];
      const answer = reason
        ? { client_id: operation.client_id, state: 'REJECTED' as const, reason }
        : { client_id: operation.client_id, state: 'APPLIED' as const, result: { id: `med_${operation.sequence}`, upload_url: `/api/uploads/${operation.sequence}` } };
      if (!reason) this.applied.push(operation);
      this.answers.set(operation.client_id, answer);
      results.push(answer);
    }
    await this.beforeAnswer();
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      throw new Unreachable();
    }
    return { results };
  }

  async upload(url: string): Promise<{ state: string }> {
    if (this.down) throw new Unreachable();
    this.stored.push(url);
    return { state: 'STORED' };
  }

  async bundle(): Promise<Bundle> {
    if (this.down) throw new Unreachable();
    return this.day;
  }
}
