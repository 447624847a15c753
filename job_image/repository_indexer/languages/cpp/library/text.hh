namespace std {

class string_view;
class string {
public:
    char& at(int place); char& operator[](int place); char& front(); char& back(); const char* data();
    const char* c_str(); char* begin(); char* end(); char* cbegin(); char* cend(); char* rbegin(); char* rend();
    bool empty(); int size(); int length(); int capacity(); void reserve(int count); void clear();
    string& insert(int place, string text); string& erase(int place, int count); void push_back(char value);
    void pop_back(); string& append(string text); string& replace(int place, int count, string text);
    string& assign(string text); int copy(char* text, int count, int place); void resize(int count);
    void swap(string& other); int find(string text, int place); int rfind(string text, int place);
    int find_first_of(string text, int place); int find_last_of(string text, int place);
    int find_first_not_of(string text, int place); int find_last_not_of(string text, int place);
    string substr(int place, int count); int compare(string other); bool starts_with(string text);
    bool ends_with(string text); bool contains(string text); string operator+(string other);
};
class wstring : public string { };
class u16string : public string { };
class u32string : public string { };
class string_view {
public:
    char& at(int place); char& operator[](int place); char& front(); char& back(); const char* data(); char* begin();
    char* end(); bool empty(); int size(); int length(); void remove_prefix(int count); void remove_suffix(int count);
    string_view substr(int place, int count); int compare(string_view other); bool starts_with(string_view text);
    bool ends_with(string_view text); bool contains(string_view text); int find(string_view text, int place);
    int rfind(string_view text, int place); int find_first_of(string_view text); int find_last_of(string_view text);
    int find_first_not_of(string_view text); int find_last_not_of(string_view text);
};
class wstring_view : public string_view { };
string to_string(int value);
wstring to_wstring(int value);
int stoi(string text);
long stol(string text);
long long stoll(string text);
unsigned long stoul(string text);
unsigned long long stoull(string text);
float stof(string text);
double stod(string text);
string format(string text);
void print(string text);
void println(string text);

class ios_base { public: int flags(); int setf(int flags); int precision(int count); int width(int count); };
class ios : public ios_base {
public:
    bool good(); bool eof(); bool fail(); bool bad(); void clear(); int rdstate(); void setstate(int state);
    char fill(char value);
};
class istream : public ios {
public:
    istream& operator>>(int& value); int get(); istream& getline(char* text, int count); istream& read(char* text, int count);
    istream& ignore(int count); int peek(); istream& unget(); istream& putback(char value); int gcount();
    istream& seekg(int place); int tellg();
};
class ostream : public ios {
public:
    ostream& operator<<(int value); ostream& put(char value); ostream& write(const char* text, int count);
    ostream& flush(); ostream& seekp(int place); int tellp();
};
class iostream : public istream, public ostream { };
class ifstream : public istream { public: void open(string path); void close(); bool is_open(); };
class ofstream : public ostream { public: void open(string path); void close(); bool is_open(); };
class fstream : public iostream { public: void open(string path); void close(); bool is_open(); };
class stringstream : public iostream { public: string str(); };
class istringstream : public istream { public: string str(); };
class ostringstream : public ostream { public: string str(); };
class streambuf { };
extern istream cin;
extern ostream cout;
extern ostream cerr;
extern ostream clog;
ostream& endl(ostream& stream);
ostream& flush(ostream& stream);
ios_base& hex(ios_base& stream);
ios_base& dec(ios_base& stream);
ios_base& fixed(ios_base& stream);
ios_base& boolalpha(ios_base& stream);
int setw(int count);
int setprecision(int count);
int setfill(char value);
istream& getline(istream& stream, string& text);

class regex { };
class smatch { public: string str(int place); int size(); bool empty(); };
bool regex_match(string text, regex pattern);
bool regex_search(string text, regex pattern);
string regex_replace(string text, regex pattern, string other);

}
