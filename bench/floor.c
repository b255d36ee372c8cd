/* SPDX-License-Identifier: MIT
 *
 * The I/O floor: what the system calls alone cost, that no compiler of a tree
 * can do without.
 *
 *     floor [-j THREADS] DIR TAG             an up-to-date run
 *     floor [-j THREADS] -w SIZES DIR TAG    a run that compiles everything
 *
 * The first reads every directory, stats every source and reads the header of
 * its .pyc (DIR/__pycache__/NAME.TAG.pyc).  The second reads every source and
 * publishes a file of zeros for it, of the size that SIZES gives: lines of a
 * size, a blank and a source's path below DIR, sorted by path as bytes.  A source that
 * SIZES does not have is only read.  Threads share the work by directories.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { THREADS_MAX = 64, HEADER_SIZE = 16 };

struct size_of {
    char *path;
    size_t size;
};

struct floor {
    const char *root;
    const char *tag;
    struct size_of *sizes; /* NULL: nothing is written */
    size_t size_count;
    char *zeros; /* as many as the largest file has */

    pthread_mutex_t lock;
    pthread_cond_t changed;
    char **pending; /* directories to read, each below the root, "" the root */
    size_t pending_count, pending_capacity;
    unsigned busy; /* threads that may still find directories */
    size_t directories, files, bytes;
};

static void *keep(void *memory)
{
    if (!memory) {
        perror("floor");
        exit(1);
    }
    return memory;
}

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static char *join(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = keep(malloc(size));
    snprintf(path, size, "%s%s%s", folder, *folder ? "/" : "", name);
    return path;
}

static void push(struct floor *floor, char *folder)
{
    pthread_mutex_lock(&floor->lock);
    if (floor->pending_count == floor->pending_capacity) {
        floor->pending_capacity = floor->pending_capacity * 2 + 64;
        floor->pending =
            keep(realloc(floor->pending, floor->pending_capacity * sizeof *floor->pending));
    }
    floor->pending[floor->pending_count++] = folder;
    pthread_cond_signal(&floor->changed);
    pthread_mutex_unlock(&floor->lock);
}

/* The next directory; NULL when there is none and none can come. */
static char *pop(struct floor *floor)
{
    char *folder = NULL;
    pthread_mutex_lock(&floor->lock);
    floor->busy--;
    while (!floor->pending_count && floor->busy)
        pthread_cond_wait(&floor->changed, &floor->lock);
    if (floor->pending_count) {
        folder = floor->pending[--floor->pending_count];
        floor->busy++;
    } else {
        pthread_cond_broadcast(&floor->changed);
    }
    pthread_mutex_unlock(&floor->lock);
    return folder;
}

static int compare_paths(const void *key, const void *element)
{
    return strcmp(key, ((const struct size_of *)element)->path);
}

static bool is_source(const char *name)
{
    size_t size = strlen(name);
    return size > 3 && !strcmp(name + size - 3, ".py");
}

static size_t read_all(int fd, char **buffer, size_t *capacity)
{
    struct stat facts;
    if (fstat(fd, &facts))
        fail("fstat");
    size_t size = (size_t)facts.st_size;
    if (size + 1 > *capacity) {
        *capacity = (size + 1) * 2;
        free(*buffer);
        *buffer = keep(malloc(*capacity));
    }
    size_t got = 0;
    for (ssize_t n; (n = read(fd, *buffer + got, *capacity - got)) > 0;)
        got += (size_t)n;
    return got;
}

/* O_EXCL beside the target, then a rename, as every careful writer does. */
static void publish(int folder, const char *pyc, const char *zeros, size_t size)
{
    char temporary[600];
    snprintf(temporary, sizeof temporary, "%s.new", pyc);
    int fd = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0 && errno == ENOENT) {
        mkdirat(folder, "__pycache__", 0777);
        fd = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    }
    if (fd < 0)
        fail(temporary);
    for (size_t done = 0; done < size;) {
        ssize_t n = write(fd, zeros + done, size - done);
        if (n < 0)
            fail("write");
        done += (size_t)n;
    }
    if (close(fd) || renameat(folder, temporary, folder, pyc))
        fail(pyc);
}

struct reader {
    struct floor *floor;
    char *buffer;
    size_t capacity;
    size_t directories, files, bytes;
};

static void rewrite(struct reader *reader, int folder, const char *path, const char *name,
                    const char *pyc)
{
    struct floor *floor = reader->floor;
    int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        fail(name);
    reader->bytes += read_all(fd, &reader->buffer, &reader->capacity);
    close(fd);
    char *whole = join(path, name);
    struct size_of *found = bsearch(whole, floor->sizes, floor->size_count,
                                    sizeof *floor->sizes, compare_paths);
    free(whole);
    if (found)
        publish(folder, pyc, floor->zeros, found->size);
}

static void look(struct reader *reader, int folder, const char *name, const char *pyc)
{
    struct stat facts;
    if (fstatat(folder, name, &facts, 0))
        fail(name);
    int fd = openat(folder, pyc, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return; /* a source that does not compile */
    char header[HEADER_SIZE];
    ssize_t n = read(fd, header, sizeof header);
    reader->bytes += n > 0 ? (size_t)n : 0;
    close(fd);
}

static void handle(struct reader *reader, int folder, const char *path, const char *name)
{
    char pyc[512];
    snprintf(pyc, sizeof pyc, "__pycache__/%.*s.%s.pyc", (int)strlen(name) - 3, name,
             reader->floor->tag);
    reader->files++;
    if (reader->floor->sizes)
        rewrite(reader, folder, path, name, pyc);
    else
        look(reader, folder, name, pyc);
}

static void read_folder(struct reader *reader, const char *path)
{
    char *whole = join(reader->floor->root, path);
    DIR *stream = opendir(whole);
    if (!stream)
        fail(whole);
    free(whole);
    reader->directories++;
    for (struct dirent *entry; (entry = readdir(stream));) {
        const char *name = entry->d_name;
        if (entry->d_type == DT_DIR && strcmp(name, ".") && strcmp(name, "..") &&
            strcmp(name, "__pycache__"))
            push(reader->floor, join(path, name));
        else if (entry->d_type == DT_REG && is_source(name))
            handle(reader, dirfd(stream), path, name);
    }
    closedir(stream);
}

static void *work(void *argument)
{
    struct floor *floor = argument;
    struct reader reader = {.floor = floor};
    for (char *folder; (folder = pop(floor)); free(folder))
        read_folder(&reader, folder);
    pthread_mutex_lock(&floor->lock);
    floor->directories += reader.directories;
    floor->files += reader.files;
    floor->bytes += reader.bytes;
    pthread_mutex_unlock(&floor->lock);
    free(reader.buffer);
    return NULL;
}

static void load_sizes(struct floor *floor, const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file)
        fail(path);
    char line[4096], name[4000];
    size_t size, largest = 1, capacity = 0;
    floor->sizes = keep(malloc(1));
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "%zu %3999[^\n]", &size, name) != 2)
            continue;
        if (floor->size_count == capacity) {
            capacity = capacity * 2 + 256;
            floor->sizes = keep(realloc(floor->sizes, capacity * sizeof *floor->sizes));
        }
        floor->sizes[floor->size_count++] = (struct size_of){keep(strdup(name)), size};
        largest = size > largest ? size : largest;
    }
    fclose(file);
    floor->zeros = keep(calloc(largest, 1));
}

static void clean(struct floor *floor)
{
    for (size_t i = 0; i < floor->size_count; i++)
        free(floor->sizes[i].path);
    free(floor->sizes);
    free(floor->zeros);
    free(floor->pending);
}

int main(int argc, char **argv)
{
    struct floor floor = {.lock = PTHREAD_MUTEX_INITIALIZER,
                          .changed = PTHREAD_COND_INITIALIZER};
    int threads = 1;
    for (int option; (option = getopt(argc, argv, "j:w:")) != -1;) {
        if (option == 'j')
            threads = atoi(optarg);
        else if (option == 'w')
            load_sizes(&floor, optarg);
        else
            return 2;
    }
    if (argc - optind != 2 || threads < 1 || threads > THREADS_MAX) {
        fputs("usage: floor [-j THREADS] [-w SIZES] DIR TAG\n", stderr);
        return 2;
    }
    floor.root = argv[optind];
    floor.tag = argv[optind + 1];
    floor.busy = (unsigned)threads;
    push(&floor, keep(strdup("")));
    pthread_t others[THREADS_MAX];
    for (int i = 1; i < threads; i++)
        if (pthread_create(&others[i], NULL, work, &floor))
            fail("pthread_create");
    work(&floor);
    for (int i = 1; i < threads; i++)
        pthread_join(others[i], NULL);
    printf("%zu directories, %zu files, %zu bytes\n", floor.directories, floor.files,
           floor.bytes);
    clean(&floor);
    return 0;
}
