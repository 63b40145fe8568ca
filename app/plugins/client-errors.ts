import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { Problem } from '../contract/problem.ts'

const answers: Record<string, { status: string; statusCode: number; message: string }> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    statusCode: 431,
    message: 'The headers must not exceed 16 KiB together',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    statusCode: 408,
    message: 'The request did not arrive whole in time',
  },
}
const notHttp = { status: '400 Bad Request', statusCode: 400, message: 'What arrived is not an HTTP request' }

/** Answers what is too broken to become a request, so that even then the body is a Problem. */
export function clientErrorHandler(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return
  const { status, statusCode, message } = answers[error.code ?? ''] ?? notHttp
  const problem: Problem = { statusCode, code: 'INVALID_REQUEST', message, requestId: randomUUID() }
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
