import { invariant } from "../../base/index.ts";
import { quoteText } from "../sql/index.ts";
import type { Session } from "./session.ts";
import { relationKind } from "./table-statements.ts";
import type { Store } from "./types.ts";

/** The table with the one row that points to the published run. */
const pointer = "published";

/** Transactions, and the pointer that publication moves: runs are seen whole or not at all. */
export function publication(session: Session): Pick<Store, "transaction" | "publish" | "published"> {
  const { run } = session;
  let inTransaction = false;
  const transaction = async <T>(work: () => Promise<T>): Promise<T> => {
    invariant(!inTransaction, "transactions are not nested");
    inTransaction = true;
    try {
      await run("BEGIN TRANSACTION");
      const result = await work();
      await run("COMMIT");
      return result;
    } catch (error) {
      await run("ROLLBACK").catch(() => undefined);
      throw error;
    } finally {
      inTransaction = false;
    }
  };
  return {
    transaction,
    async publish({ runId }) {
      const write = async () => {
        await run(`CREATE TABLE IF NOT EXISTS ${pointer} (run_id VARCHAR NOT NULL)`);
        await run(`DELETE FROM ${pointer}`);
        await run(`INSERT INTO ${pointer} VALUES (${quoteText(runId)})`);
      };
      await (inTransaction ? write() : transaction(write));
    },
    async published() {
      if ((await relationKind(session, pointer)) === null) return null;
      const [row] = await (await run(`SELECT run_id FROM ${pointer}`)).getRows();
      return row === undefined ? null : String(row[0]);
    },
  };
}
