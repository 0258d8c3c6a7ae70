/*
 * Moves the wall clock of one process: preloaded, it adds an offset to CLOCK_REALTIME. Monotonic clocks stay as they
 * are, so timeouts and schedulers that measure spans do not notice.
 *
 *   CLOCK_SHIM_FILE   path of a file of 8 bytes: the offset in milliseconds, a signed integer in the machine's byte
 *                     order. It is memory-mapped, so a new value counts from the next call on. It must be written in
 *                     place: a replaced or truncated file loses the mapping. Unset or unreadable: nothing changes.
 *
 * Build: cc -shared -fPIC -O2 -nostdlib -fno-stack-protector -o clock-shim.so clock-shim.c
 *
 * -nostdlib leaves the library without a dependency and its symbols without a version, so that one file loads under
 * glibc and musl alike; all that it takes from either is open, read, mmap, close, getenv, syscall and dlsym.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

typedef int clock_reader(clockid_t, struct timespec *);

/* Both are set once, before any thread of the program exists, and only read afterwards. */
static clock_reader *libc_clock_gettime;
static const volatile int64_t *shared_offset_ms;

/* Weak, because in a glibc before 2.34 only programs that link libdl have it. */
#pragma weak dlsym

/*
 * The libc's own function reads the clock in the vDSO, in some 20 ns and without entering the kernel. A JVM asks for
 * the time at every request, log line and monitor wait, so the plain system call is only for those who ask before
 * set_up has run, or where there is no dlsym.
 */
static int read_clock(clockid_t clock, struct timespec *now) {
    clock_reader *read = libc_clock_gettime;
    return read ? read(clock, now) : (int)syscall(SYS_clock_gettime, clock, now);
}

static int64_t offset_ms(void) {
    int64_t first, second;
    /* Twice, because the kernel does not promise to copy 8 bytes in one piece into a page that others read. */
    do {
        first = *shared_offset_ms;
        second = *shared_offset_ms;
    } while (first != second);
    return first;
}

static int read_moved_clock(clockid_t clock, struct timespec *now) {
    int result = read_clock(clock, now);
    if (result == 0 && shared_offset_ms) {
        int64_t offset = offset_ms();
        int64_t nanoseconds = now->tv_nsec + offset % 1000 * 1000000;
        now->tv_sec += offset / 1000;
        if (nanoseconds >= 1000000000) {
            now->tv_sec += 1;
            nanoseconds -= 1000000000;
        } else if (nanoseconds < 0) {
            now->tv_sec -= 1;
            nanoseconds += 1000000000;
        }
        now->tv_nsec = nanoseconds;
    }
    return result;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) return read_moved_clock(clock, now);
    return read_clock(clock, now);
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec moved;
    /* The zone is obsolete; the kernel's is always zero on Linux. */
    if (zone) *(struct timezone *)zone = (struct timezone){0, 0};
    int result = read_moved_clock(CLOCK_REALTIME, &moved);
    if (result == 0) *now = (struct timeval){.tv_sec = moved.tv_sec, .tv_usec = moved.tv_nsec / 1000};
    return result;
}

time_t time(time_t *result) {
    struct timespec moved;
    time_t now = read_moved_clock(CLOCK_REALTIME_COARSE, &moved) == 0 ? moved.tv_sec : (time_t)-1;
    if (result) *result = now;
    return now;
}

__attribute__((constructor)) static void set_up(void) {
    /* Through void **, as POSIX shows it: ISO C knows no cast from an object pointer to a function pointer. */
    if (dlsym) *(void **)&libc_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");

    const char *path = getenv("CLOCK_SHIM_FILE");
    if (!path) return;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    int64_t content;
    /* A page behind a shorter file cannot be touched: SIGBUS. */
    if (read(file, &content, sizeof content) == sizeof content) {
        void *page = mmap(NULL, sizeof content, PROT_READ, MAP_SHARED, file, 0);
        if (page != MAP_FAILED) shared_offset_ms = page;
    }
    close(file);
}
