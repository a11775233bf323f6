/* Records, in order, every write and flush below one folder: preloaded into the process that writes the store.
 * One record: operation (1 byte), length of the name (1), offset (8), length of the data (8), name, data. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static int log_fd = -1;
static char folder[PATH_MAX];
static size_t folder_length;

__attribute__((constructor)) static void start(void) {
    const char *where = getenv("RECORD_FOLDER"), *into = getenv("RECORD_INTO");
    if (!where || !into) return;
    strncpy(folder, where, sizeof folder - 1);
    folder_length = strlen(folder);
    log_fd = open(into, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void put(const void *data, size_t length) {
    const char *at = data;
    while (length > 0) {
        ssize_t done = syscall(SYS_write, log_fd, at, length);
        if (done <= 0) _exit(99);
        at += done;
        length -= (size_t)done;
    }
}

static void record_name(char operation, const char *path, uint64_t offset, const void *data, uint64_t length) {
    if (log_fd < 0 || strncmp(path, folder, folder_length) != 0 || path[folder_length] != '/') return;
    const char *name = path + folder_length + 1;
    uint8_t name_length = (uint8_t)strlen(name);
    put(&operation, 1);
    put(&name_length, 1);
    put(&offset, 8);
    put(&length, 8);
    put(name, name_length);
    if (data) put(data, length);
}

static void record(char operation, int fd, uint64_t offset, const void *data, uint64_t length) {
    char link[64] = "/proc/self/fd/", path[PATH_MAX], digits[16];
    int count = 0, number = fd;
    if (log_fd < 0 || fd == log_fd || fd < 0) return;
    do digits[count++] = (char)('0' + number % 10); while ((number /= 10) > 0);
    size_t end = strlen(link);
    while (count > 0) link[end++] = digits[--count];
    link[end] = 0;
    ssize_t length_of_path = readlink(link, path, sizeof path - 1);
    if (length_of_path <= 0) return;
    path[length_of_path] = 0;
    record_name(operation, path, offset, data, length);
}

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))

static ssize_t record_pwrite(int fd, const void *data, size_t length, off_t offset) {
    ssize_t done = syscall(SYS_pwrite64, fd, data, length, offset);
    if (done > 0) record('w', fd, (uint64_t)offset, data, (uint64_t)done);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return record_pwrite(fd, data, length, offset); }
ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) { return record_pwrite(fd, data, length, offset); }

ssize_t write(int fd, const void *data, size_t length) {
    off_t offset = lseek(fd, 0, SEEK_CUR);
    ssize_t done = syscall(SYS_write, fd, data, length);
    if (done > 0) record('w', fd, offset < 0 ? 0 : (uint64_t)offset, data, (uint64_t)done);
    return done;
}

static int record_cut(int fd, off_t length) {
    int result = (int)syscall(SYS_ftruncate, fd, length);
    if (result == 0) record('t', fd, (uint64_t)length, NULL, 0);
    return result;
}
int ftruncate(int fd, off_t length) { return record_cut(fd, length); }
int ftruncate64(int fd, off_t length) { return record_cut(fd, length); }

int fsync(int fd) {
    int result = REAL(int, fsync, int)(fd);
    if (result == 0) record('s', fd, 0, NULL, 0);
    return result;
}
int fdatasync(int fd) {
    int result = REAL(int, fdatasync, int)(fd);
    if (result == 0) record('s', fd, 0, NULL, 0);
    return result;
}
int unlink(const char *path) {
    int result = REAL(int, unlink, const char *)(path);
    if (result == 0) record_name('u', path, 0, NULL, 0);
    return result;
}
int rename(const char *from, const char *to) {
    int result = REAL(int, rename, const char *, const char *)(from, to);
    if (result == 0) {
        record_name('r', from, 0, to, strlen(to));
    }
    return result;
}
