import type { Streams } from "./streams.ts";

/** What a command needs: streams, and a way to set the exit status. */
export interface CommandContext {
  readonly streams: Streams;
  setStatus(status: number): void;
}
