import { useEffect, useReducer } from 'react';
import { streamMessage } from '../../api.ts';
import { afterMessage, beforeTheFirstMessage, type StreamAction, type StreamState } from './reducer.ts';

const kinds = ['snapshot', 'way', 'moments', 'helpdesk-changed'] as const;
/** After an answer that is no stream a browser gives up; then we try again. */
const reopenAfterMs = 2000;

function listen(tell: (action: StreamAction) => void): () => void {
  let source = new EventSource('/page/stream');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onMessage = ({ data }: MessageEvent<unknown>) => tell(streamMessage.parse(JSON.parse(String(data))));
  const wire = () => {
    for (const kind of kinds) source.addEventListener(kind, onMessage);
    source.addEventListener('error', () => {
      tell({ kind: 'lost' });
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(reopen, reopenAfterMs);
    });
  };
  const reopen = () => {
    source = new EventSource('/page/stream');
    wire();
  };
  wire();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

/** Everything that the server tells, by one stream for the whole page. */
export function useStream(): StreamState {
  const [state, tell] = useReducer(afterMessage, beforeTheFirstMessage);
  useEffect(() => listen(tell), []);
  return state;
}
