namespace std {

class exception { public: virtual const char* what(); };
class logic_error : public exception { };
class runtime_error : public exception { };
class invalid_argument : public logic_error { };
class domain_error : public logic_error { };
class length_error : public logic_error { };
class out_of_range : public logic_error { };
class range_error : public runtime_error { };
class overflow_error : public runtime_error { };
class underflow_error : public runtime_error { };
class error_code { public: int value(); string message(); void clear(); };
class error_category { public: string message(int value); const char* name(); };
class error_condition { public: int value(); string message(); };
class system_error : public runtime_error { public: error_code code(); };
class bad_alloc : public exception { };
class bad_cast : public exception { };
class bad_function_call : public exception { };
class exception_ptr { };
exception_ptr current_exception();
exception_ptr make_exception_ptr(exception error);
void rethrow_exception(exception_ptr error);
void terminate();
void abort();
void exit(int status);
class type_info { public: const char* name(); int hash_code(); };
class source_location { public: int line(); const char* file_name(); const char* function_name(); };

class thread {
public:
    void join(); void detach(); bool joinable(); int get_id();
    static int hardware_concurrency();
};
class jthread : public thread { public: bool request_stop(); };
class mutex { public: void lock(); void unlock(); bool try_lock(); };
class recursive_mutex : public mutex { };
class timed_mutex : public mutex { };
class shared_mutex : public mutex { public: void lock_shared(); void unlock_shared(); };
template <class M> class lock_guard { };
template <class M> class scoped_lock { };
template <class M> class unique_lock { public: void lock(); void unlock(); bool try_lock(); bool owns_lock(); M* mutex(); M* release(); };
template <class M> class shared_lock { public: void lock(); void unlock(); bool owns_lock(); };
class condition_variable {
public:
    void notify_one(); void notify_all(); template <class L> void wait(L& lock);
    template <class L, class D> bool wait_for(L& lock, D time); template <class L, class D> bool wait_until(L& lock, D time);
};
class condition_variable_any : public condition_variable { };
class once_flag { };
template <class F, class... As> void call_once(once_flag& flag, F function, As... values);
template <class T> class future { public: T get(); void wait(); bool valid(); template <class D> int wait_for(D time); };
template <class T> class shared_future : public future<T> { };
template <class T> class promise { public: future<T> get_future(); void set_value(T value); void set_exception(exception_ptr error); };
template <class F> class packaged_task { };
template <class T> class atomic {
public:
    T load(int order); void store(T value, int order); T exchange(T value); T fetch_add(T value); T fetch_sub(T value);
    bool compare_exchange_strong(T& value, T other); bool compare_exchange_weak(T& value, T other); bool is_lock_free();
};
class atomic_flag { public: bool test_and_set(); void clear(); };
void atomic_thread_fence(int order);

namespace this_thread {
template <class D> void sleep_for(D time);
template <class D> void sleep_until(D time);
void yield();
int get_id();
}

namespace chrono {
class duration { public: long count(); };
class time_point { public: duration time_since_epoch(); };
class system_clock { public: static time_point now(); static long to_time_t(time_point time); };
class steady_clock { public: static time_point now(); };
class high_resolution_clock { public: static time_point now(); };
class nanoseconds : public duration { };
class microseconds : public duration { };
class milliseconds : public duration { };
class seconds : public duration { };
class minutes : public duration { };
class hours : public duration { };
template <class D> D duration_cast(duration time);
}

namespace filesystem {
class path {
public:
    string string(); const char* c_str(); path filename(); path extension(); path parent_path(); path stem();
    bool empty(); bool is_absolute(); bool is_relative(); bool has_extension(); path& append(path other);
    path& replace_extension(path other); path lexically_normal(); path root_path(); path relative_path();
};
class directory_entry { public: path& path(); bool is_directory(); bool is_regular_file(); bool exists(); int file_size(); };
class directory_iterator { public: directory_entry* begin(); directory_entry* end(); };
class recursive_directory_iterator { public: directory_entry* begin(); directory_entry* end(); };
bool exists(path place);
bool is_directory(path place);
bool is_regular_file(path place);
bool create_directory(path place);
bool create_directories(path place);
bool remove(path place);
int remove_all(path place);
void rename(path place, path other);
void copy(path place, path other);
bool copy_file(path place, path other);
int file_size(path place);
path current_path();
path absolute(path place);
path canonical(path place);
path relative(path place, path other);
path temp_directory_path();
int last_write_time(path place);
}

template <class I, class F> F for_each(I first, I last, F function);
template <class I, class T> I find(I first, I last, T value);
template <class I, class F> I find_if(I first, I last, F function);
template <class I, class F> I find_if_not(I first, I last, F function);
template <class I, class F> bool all_of(I first, I last, F function);
template <class I, class F> bool any_of(I first, I last, F function);
template <class I, class F> bool none_of(I first, I last, F function);
template <class I, class T> int count(I first, I last, T value);
template <class I, class F> int count_if(I first, I last, F function);
template <class I, class O> O copy(I first, I last, O place);
template <class I, class O, class F> O copy_if(I first, I last, O place, F function);
template <class I, class N, class O> O copy_n(I first, N count, O place);
template <class I, class O> O copy_backward(I first, I last, O place);
template <class I, class O, class F> O transform(I first, I last, O place, F function);
template <class I, class T> void fill(I first, I last, T value);
template <class I, class N, class T> I fill_n(I first, N count, T value);
template <class I, class F> void generate(I first, I last, F function);
template <class I, class T> I remove(I first, I last, T value);
template <class I, class F> I remove_if(I first, I last, F function);
template <class I, class T> void replace(I first, I last, T value, T other);
template <class I> void reverse(I first, I last);
template <class I> I rotate(I first, I middle, I last);
template <class I> I unique(I first, I last);
template <class I, class F> I partition(I first, I last, F function);
template <class I, class F> void sort(I first, I last, F function);
template <class I, class F> void stable_sort(I first, I last, F function);
template <class I, class F> void partial_sort(I first, I middle, I last, F function);
template <class I> void nth_element(I first, I place, I last);
template <class I> bool is_sorted(I first, I last);
template <class I, class T> I lower_bound(I first, I last, T value);
template <class I, class T> I upper_bound(I first, I last, T value);
template <class I, class T> bool binary_search(I first, I last, T value);
template <class I, class J> bool equal(I first, I last, J other);
template <class I, class J> bool lexicographical_compare(I first, I last, J other, J end);
template <class I, class J> I search(I first, I last, J other, J end);
template <class I> I max_element(I first, I last);
template <class I> I min_element(I first, I last);
template <class T> T max(T first, T second);
template <class T> T min(T first, T second);
template <class T> T clamp(T value, T low, T high);
template <class I> void make_heap(I first, I last);
template <class I> void push_heap(I first, I last);
template <class I> void pop_heap(I first, I last);
template <class I, class G> void shuffle(I first, I last, G generator);
template <class I, class T> T accumulate(I first, I last, T value);
template <class I, class T> void iota(I first, I last, T value);
template <class I> I next(I place);
template <class I> I prev(I place);
template <class I, class N> void advance(I& place, N count);
template <class I> int distance(I first, I last);
template <class C> auto begin(C& container);
template <class C> auto end(C& container);
template <class C> int size(C& container);
template <class C> C back_inserter(C& container);
template <class C> C front_inserter(C& container);
template <class C> C inserter(C& container, int place);
template <class T> T abs(T value);
template <class T> T sqrt(T value);
template <class T> T pow(T value, T exponent);
template <class T> T floor(T value);
template <class T> T ceil(T value);
template <class T> T round(T value);
template <class T> T log(T value);
template <class T> T exp(T value);
template <class T> T sin(T value);
template <class T> T cos(T value);
template <class T> T isnan(T value);
void* memcpy(void* to, const void* from, int count);
void* memmove(void* to, const void* from, int count);
void* memset(void* to, int value, int count);
int memcmp(const void* first, const void* second, int count);
int strlen(const char* text);
int strcmp(const char* first, const char* second);
int printf(const char* text);
int snprintf(char* to, int count, const char* text);
int rand();
void srand(int seed);
char* getenv(const char* name);
class random_device { };
class mt19937 { };
template <class T> class uniform_int_distribution { };
template <class T> class uniform_real_distribution { };
template <class T> class numeric_limits { public: static T max(); static T min(); static T lowest(); static T infinity(); static T epsilon(); };
template <class F, class... As> future<F> async(F function, As... values);

}
