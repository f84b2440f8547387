import { createServer, type Server, type Socket } from 'node:net';

/** Whoever connects and says nothing is let go. */
const PATIENCE_MS = 5_000;
const OPENING_BRACE = 0x7b;

/**
 * A web server and a cgminer API behind one port, as the helper expects of a miner that is not at the usual ports: a
 * request of cgminer's begins with `{`, one of HTTP with a letter.
 */
export function openSharedDoor(web: Server, rpc: Server): Server {
  return createServer({ allowHalfOpen: true }, (socket) => handOver(socket, web, rpc));
}

function handOver(socket: Socket, web: Server, rpc: Server): void {
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.once('end', () => socket.end());
  socket.once('data', (first) => {
    socket.pause();
    socket.setTimeout(0);
    socket.removeAllListeners('end').removeAllListeners('timeout');
    socket.unshift(first);
    if (first[0] === OPENING_BRACE) {
      // It serves one after the other, and resumes a connection when its turn has come.
      rpc.emit('connection', socket);
    } else {
      web.emit('connection', socket);
      socket.resume();
    }
  });
}
