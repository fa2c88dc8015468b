// The program of the threads that read what somebody sent; a build of its own, because threads begin with a file.
import '@vungxanh/sheets/worker'
