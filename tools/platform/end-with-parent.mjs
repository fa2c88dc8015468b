// Loaded before a supervised process: its standard input is a pipe that the supervisor holds, so when the supervisor ends in
// whatever way, the pipe closes and the process stops as if it had been asked to.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'))
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'))
process.stdin.resume()
process.stdin.unref?.()
