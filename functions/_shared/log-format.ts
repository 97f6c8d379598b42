import { LogFormatter, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';

/** Powertools drops members that are null; in an ended record null says something. */
class CompleteLogItem extends LogItem {
  override prepareForPrint(): void {}
}

/**
 * The lines of our logs. Powertools' own trace id is left out: it is the invocation's, and a batch has one per record,
 * which stands in `traceId`.
 */
export class LineFormatter extends LogFormatter {
  override formatAttributes(base: UnformattedAttributes, additional: LogAttributes): LogItem {
    return new CompleteLogItem({
      attributes: {
        level: base.logLevel,
        message: base.message,
        timestamp: this.formatTimestamp(base.timestamp),
        service: base.serviceName,
        ...additional,
      },
    });
  }
}
